module selvedge/bench

go 1.26.0


