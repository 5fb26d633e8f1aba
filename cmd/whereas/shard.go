package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// shard is one of several equal shares of the work: number k of n, counted from 1. The zero shard is all of it.
type shard struct{ k, n int }

// takes tells whether a company falls to the share. It hangs on the company's name alone: neither on the order of
// the list nor on who else is in it, so a share stays the same from run to run and from machine to machine.
func (s shard) takes(slug string) bool {
	if s.n == 0 {
		return true
	}
	sum := sha256.Sum256([]byte(slug))
	return binary.BigEndian.Uint64(sum[:])%uint64(s.n) == uint64(s.k-1)
}

func (s shard) String() string { return fmt.Sprintf("%d/%d", s.k, s.n) }

const shardHint = "--shard 3/16 is the third of sixteen shares; --shard slurm and --shard k8s read the share from " +
	"the engine's variables"

// parseShard reads --shard: K/N, or the name of an engine whose variables say it.
func parseShard(s string) (shard, error) {
	switch s {
	case "":
		return shard{}, nil
	case "slurm":
		return slurmShard()
	case "k8s":
		return kubernetesShard()
	}
	k, n, ok := strings.Cut(s, "/")
	sh := shard{}
	var errK, errN error
	sh.k, errK = strconv.Atoi(k)
	sh.n, errN = strconv.Atoi(n)
	if !ok || errK != nil || errN != nil || sh.n < 1 || sh.k < 1 || sh.k > sh.n {
		return shard{}, usagef(shardHint, "--shard %q is not a share", s)
	}
	return sh, nil
}

// slurmShard is the share of a task of a Slurm job array. Its numbers may begin anywhere and go in steps; a list
// with gaps (--array=1,5,7) can't be told from a part of a longer one and is refused.
func slurmShard() (shard, error) {
	hint := "submit it as sbatch --array=0-15, or give the share yourself: --shard 3/16"
	id, err := number("SLURM_ARRAY_TASK_ID", hint)
	if err != nil {
		return shard{}, err
	}
	count, err := number("SLURM_ARRAY_TASK_COUNT", hint)
	if err != nil {
		return shard{}, err
	}
	least, err := number("SLURM_ARRAY_TASK_MIN", hint)
	if err != nil {
		return shard{}, err
	}
	step := 1
	if os.Getenv("SLURM_ARRAY_TASK_STEP") != "" {
		if step, err = number("SLURM_ARRAY_TASK_STEP", hint); err != nil {
			return shard{}, err
		}
	}
	if step < 1 || id < least || (id-least)%step != 0 || (id-least)/step >= count {
		return shard{}, usagef(hint, "task %d isn't one of %d tasks that begin at %d", id, count, least)
	}
	return shard{(id-least)/step + 1, count}, nil
}

// kubernetesShard is the share of a pod of an indexed Job. Kubernetes sets the index alone, so the Job says the
// number of completions once more as a variable.
func kubernetesShard() (shard, error) {
	hint := "run it as a Job with completionMode: Indexed, and set JOB_COMPLETION_COUNT to its completions"
	index, err := number("JOB_COMPLETION_INDEX", hint)
	if err != nil {
		return shard{}, err
	}
	count, err := number("JOB_COMPLETION_COUNT", hint)
	if err != nil {
		return shard{}, err
	}
	if index >= count {
		return shard{}, usagef(hint, "index %d isn't one of %d completions, which count from 0", index, count)
	}
	return shard{index + 1, count}, nil
}

// number reads a variable of the environment.
func number(name, hint string) (int, error) {
	s := os.Getenv(name)
	if s == "" {
		return 0, usagef(hint, "the variable %s isn't set", name)
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, usagef(hint, "the variable %s is %q, not a number", name, s)
	}
	return n, nil
}
