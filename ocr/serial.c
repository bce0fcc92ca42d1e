/* SPDX-License-Identifier: MIT */
/*
 * Tesseract asks for a team of threads at each column of a line and in each
 * layer of its network, a thousand times a line. A worker is one process of
 * many and gives it one thread; a team of more takes five times as long, and
 * of one it still is made and waited for, by a system call. So the parallel
 * regions are run by the caller alone: the linker prefers the functions of
 * these names here to those of GCC's OpenMP (its manual, "The libgomp ABI").
 * For what else that library offers, the caller is outside any region, on one
 * thread.
 */
typedef void body(void *);

void GOMP_parallel(body *, void *, unsigned, unsigned);
void GOMP_parallel_sections(body *, void *, unsigned, unsigned, unsigned);
unsigned GOMP_sections_next(void);
void GOMP_sections_end_nowait(void);

/*
 * How many sections of the region are left, which only it knows: each thread
 * that runs one has its own, and regions do not nest.
 */
static unsigned *
sections_left(void)
{
	static _Thread_local unsigned left;

	return &left;
}

void
GOMP_parallel(body *run, void *data, unsigned threads, unsigned flags)
{
	(void)threads;
	(void)flags;
	run(data);
}

void
GOMP_parallel_sections(body *run, void *data, unsigned threads,
    unsigned sections, unsigned flags)
{
	(void)threads;
	(void)flags;
	*sections_left() = sections;
	run(data);
}

/* The number of the next section to be run, from 1 on; 0 after the last. */
unsigned
GOMP_sections_next(void)
{
	unsigned *left = sections_left();

	return *left > 0 ? (*left)-- : 0;
}

void
GOMP_sections_end_nowait(void)
{
}
