package year
