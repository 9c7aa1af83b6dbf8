"""What other sites embed: the element's script, the page that makes a snippet, and oEmbed."""
