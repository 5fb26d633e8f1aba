package main

import (
	"context"
	"time"
)

// patience is how long an interrupted run waits for the companies that it has begun. Files are written whole or not at
// all, so what isn't done by then can be dropped.
const patience = 800 * time.Millisecond

// work does the companies, so many at a time, and hands over what became of each, one after the other, as they end.
// When the context ends, no other company is begun; what has begun has a moment to end. What hasn't by then is handed
// over as not finished, and what wasn't begun as not started.
func work(ctx context.Context, companies []company, jobs int, do func(company) outcome, done func(i int, o outcome)) {
	type ended struct {
		i int
		o outcome
	}
	next, begun := make(chan int), make(chan int)
	results := make(chan ended, len(companies)) // nobody waits for one that takes too long
	for range min(jobs, len(companies)) {
		go func() {
			for i := range next {
				results <- ended{i, do(companies[i])}
			}
		}()
	}
	go func() {
		defer close(begun)
		defer close(next)
		for i := range companies {
			if ctx.Err() != nil {
				return
			}
			select {
			case next <- i:
				begun <- i
			case <-ctx.Done():
				return
			}
		}
	}()
	open := make([]status, len(companies)) // what becomes of each if all is over now; "" once it is handed over
	for i := range open {
		open[i] = statusNotStarted
	}
	interrupted, late := ctx.Done(), (<-chan time.Time)(nil)
	for running, feeding := 0, begun; running > 0 || feeding != nil; {
		select {
		case i, ok := <-feeding:
			if !ok {
				feeding = nil
				continue
			}
			running++
			if open[i] == statusNotStarted {
				open[i] = statusNotFinished
			}
		case r := <-results:
			running--
			open[r.i] = ""
			done(r.i, r.o)
		case <-interrupted:
			interrupted, late = nil, time.After(patience)
		case <-late:
			running, feeding = 0, nil
		}
	}
	for len(results) > 0 { // ended in the last moment
		r := <-results
		open[r.i] = ""
		done(r.i, r.o)
	}
	for i, s := range open {
		if s != "" {
			done(i, outcome{company: companies[i], status: s})
		}
	}
}
