package main

import (
	"context"
	"sync"
)

// work does the companies, so many at a time, and hands over what became of each, one after the other, as they end.
// When the context ends, no other company is begun; those that weren't are handed over last, as not started.
func work(ctx context.Context, companies []company, jobs int, do func(company) outcome, done func(i int, o outcome)) {
	type ended struct {
		i int
		o outcome
	}
	next, results := make(chan int), make(chan ended)
	var workers sync.WaitGroup
	for range min(jobs, len(companies)) {
		workers.Go(func() {
			for i := range next {
				results <- ended{i, do(companies[i])}
			}
		})
	}
	begun := 0
	go func() {
		defer func() {
			close(next)
			workers.Wait()
			close(results)
		}()
		for i := range companies {
			if ctx.Err() != nil {
				return
			}
			select {
			case next <- i:
				begun++
			case <-ctx.Done():
				return
			}
		}
	}()
	for r := range results {
		done(r.i, r.o)
	}
	for i := begun; i < len(companies); i++ {
		done(i, outcome{company: companies[i], status: statusNotStarted})
	}
}
