from bench.staff.command import main

main()
