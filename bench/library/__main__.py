from bench.library.command import main

main()
