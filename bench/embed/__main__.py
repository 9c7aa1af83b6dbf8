from bench.embed.command import main

main()
