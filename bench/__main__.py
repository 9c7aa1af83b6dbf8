from bench.command import main

main()
