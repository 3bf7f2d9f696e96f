import Commands

Billow.main()
