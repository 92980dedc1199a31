//! Runs several jobs at once and reports their results in the order of the jobs.

use bargeh::files::STACK;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many jobs may be started before the oldest unfinished one; this bounds
/// the results that are held back.
const AHEAD: usize = 64;

/// The source of jobs. It has a lock of its own, so that waiting for a job on a
/// pipe does not hold results back.
struct Source<Next> {
    next: Next,
    taken: usize,
}

/// Results, and those that wait for an older one.
struct Results<R, Done> {
    done: Done,
    reported: usize,
    waiting: BTreeMap<usize, R>,
    stopped: bool,
}

/// Runs `work` on what `next` yields, on this many threads including the
/// caller's. `done` gets each result in the order of the jobs, and returns
/// whether to continue.
pub(crate) fn ordered<T: Send, R: Send>(
    threads: usize,
    next: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    done: impl FnMut(R) -> bool + Send,
) {
    let source = Mutex::new(Source { next, taken: 0 });
    let results = Mutex::new(Results { done, reported: 0, waiting: BTreeMap::new(), stopped: false });
    let reported = Condvar::new();
    let worker = || {
        while let Some((index, job)) = take(&source, &results, &reported) {
            let result = work(job);
            lock(&results).give(index, result);
            reported.notify_all();
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // If the system refuses a thread, the others do its work.
            let _ = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
        }
        worker();
    });
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next job and its number; waits while it would be too far ahead.
fn take<T, R, Done>(
    source: &Mutex<Source<impl FnMut() -> Option<T>>>,
    results: &Mutex<Results<R, Done>>,
    reported: &Condvar,
) -> Option<(usize, T)> {
    let mut source = lock(source);
    let index = source.taken;
    let ahead = |results: &mut Results<R, Done>| !results.stopped && index >= results.reported + AHEAD;
    if reported.wait_while(lock(results), ahead).unwrap_or_else(PoisonError::into_inner).stopped {
        return None;
    }
    let job = (source.next)()?;
    source.taken += 1;
    Some((index, job))
}

impl<R, Done: FnMut(R) -> bool> Results<R, Done> {
    /// Stores a result, and passes on all whose turn it is.
    fn give(&mut self, index: usize, result: R) {
        self.waiting.insert(index, result);
        while let Some(result) = self.waiting.remove(&self.reported) {
            self.reported += 1;
            self.stopped |= !(self.done)(result);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let mut jobs = 0..500u64;
        let mut seen = Vec::new();
        let slow_now_and_then = |job: u64| {
            if job.is_multiple_of(7) {
                std::thread::yield_now();
            }
            job * 2
        };
        ordered(
            4,
            || jobs.next(),
            slow_now_and_then,
            |result| {
                seen.push(result);
                true
            },
        );
        assert_eq!(seen, (0..500).map(|job| job * 2).collect::<Vec<_>>());
    }

    #[test]
    fn stops_when_told() {
        let mut jobs = 0..;
        let mut seen = 0;
        ordered(
            2,
            || jobs.next(),
            |job: u32| job,
            |job| {
                seen = job;
                job < 10
            },
        );
        assert!((10..100).contains(&seen));
    }
}
