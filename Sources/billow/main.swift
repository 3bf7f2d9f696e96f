import Commands

Billow.launch()
