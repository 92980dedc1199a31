//! Jobs that need much memory take turns, so that several at once need no more of it
//! than one. What one job may take is bounded by its readers; this bounds their sum.
//! Small jobs never wait.

use crate::cores;
use std::cell::RefCell;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes of text from which on a job is a large one: some 150 pages, which take up to
/// 150 MB. A choice.
const LARGE_TEXT: usize = 256 << 10;
/// Blocks, cells and links from which on it is.
const LARGE_NODES: usize = 20_000;

/// Held by the job whose turn it is.
static TURN: Mutex<()> = Mutex::new(());

/// What a thread is doing.
enum Doing {
    Nothing,
    Job,
    /// A job whose turn it is, until its end.
    LargeJob {
        _turn: MutexGuard<'static, ()>,
    },
}

thread_local! {
    static DOING: RefCell<Doing> = const { RefCell::new(Doing::Nothing) };
}

/// Runs a job on this thread; its turn, if it needs one, ends with it. Within a job it
/// is a part of that.
#[cfg_attr(not(feature = "files"), allow(dead_code, reason = "only there are several jobs"))]
pub(crate) fn job<T>(work: impl FnOnce() -> T) -> T {
    /// Gives the turn back also where the work panics.
    struct End;
    impl Drop for End {
        fn drop(&mut self) {
            DOING.replace(Doing::Nothing);
        }
    }
    if DOING.with_borrow(|doing| !matches!(doing, Doing::Nothing)) {
        return work();
    }
    DOING.replace(Doing::Job);
    let _end = End;
    work()
}

/// To be called before hundreds of megabytes may be taken: waits for this job's turn,
/// and keeps it until the job ends. There is one turn and nobody holds a lock while
/// waiting for it, so that no two jobs wait for each other. Threads that help a job do
/// not call this for it: it is to be called where the job itself runs. A copy of a process
/// does not wait: whoever had the turn may not be in it.
pub(crate) fn large() {
    if cores::is_forked() {
        return;
    }
    DOING.with_borrow_mut(|doing| {
        if matches!(doing, Doing::Job) {
            *doing = Doing::LargeJob { _turn: TURN.lock().unwrap_or_else(PoisonError::into_inner) };
        }
    });
}

/// The same, where so much text is to be worked on.
pub(crate) fn for_text(bytes: usize) {
    if bytes > LARGE_TEXT {
        large();
    }
}

/// The same, where a document has so many blocks, cells and links.
pub(crate) fn for_nodes(count: usize) {
    if count > LARGE_NODES {
        large();
    }
}

#[cfg(test)]
mod tests {
    use super::{for_nodes, for_text, job, large};
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn large_jobs_run_one_at_a_time() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            large();
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            (0..100).for_each(|_| thread::yield_now());
            now.fetch_sub(1, Ordering::SeqCst);
        };
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..20).for_each(|_| job(work)));
            }
        });
        assert_eq!(most.into_inner(), 1);
    }

    #[test]
    fn small_jobs_go_on_beside_a_large_one() {
        let (begun, small_done) = (Barrier::new(2), Barrier::new(2));
        thread::scope(|scope| {
            scope.spawn(|| {
                job(|| {
                    for_text(1 << 20);
                    begun.wait();
                    // Ends only after the small one has.
                    small_done.wait();
                });
            });
            begun.wait();
            job(|| {
                for_text(10_000);
                for_nodes(100);
            });
            small_done.wait();
        });
    }

    #[test]
    fn a_turn_ends_with_a_job_that_panics_and_outside_of_jobs_there_is_none() {
        let fails = || {
            large();
            assert!(std::hint::black_box(false), "on purpose");
        };
        let panics = || job(fails);
        assert!(std::panic::catch_unwind(panics).is_err());
        let ended = thread::spawn(|| job(large)).join();
        assert!(ended.is_ok());
        large();
        assert!(thread::spawn(|| job(large)).join().is_ok());
    }
}
