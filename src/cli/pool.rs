//! Several jobs at once, their results in the order of the jobs.

use super::STACK;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many jobs may run ahead of the oldest one that is not done: the bound
/// on results held back.
const AHEAD: usize = 64;

/// Where jobs come from. Apart from the results, so that waiting for a job on a
/// pipe holds no result back.
struct Source<Next> {
    next: Next,
    taken: usize,
}

/// Results that wait for an older one.
struct Results<R, Done> {
    done: Done,
    reported: usize,
    waiting: BTreeMap<usize, R>,
    stopped: bool,
}

/// Runs `work` on what `next` yields, on so many threads; one is the caller's
/// own. `done` sees each result, in the order of the jobs, and says whether to
/// go on.
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
            // A thread that the system refuses leaves its work to the others.
            let _ = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
        }
        worker();
    });
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next job and its number, as soon as it is not too far ahead.
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
    /// Takes a result; passes on all whose turn it is.
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
