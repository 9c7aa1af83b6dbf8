<?php
// WordPress asks neither the machine it stands on nor unusual ports for an embed; in a test our product is there.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', static fn ($ports, $host, $url) => array_merge($ports, [(int) wp_parse_url($url, PHP_URL_PORT)]), 10, 3);
// Pictures of emoji and of people come from elsewhere, and this machine reaches nobody else.
remove_action('wp_head', 'print_emoji_detection_script', 7);
remove_action('admin_print_scripts', 'print_emoji_detection_script');
add_filter('emoji_svg_url', '__return_false');
add_filter('pre_option_show_avatars', '__return_zero');
