//! The listening thread: few connections, each for one request, none for long.

use super::answers::Desk;
use bargeh::error::system;
use bargeh::{Error, Result};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// Connections at once: a browser opens six to a host, and several pages may be open.
const MOST: usize = 32;
/// How long a request may take to arrive; one of ours is a few hundred bytes.
const ARRIVAL: Duration = Duration::from_secs(5);
/// The longest life of a connection: longer than [`super::answers::PATIENCE`], with
/// the time to fetch a picture of some megabytes.
const LIFE: Duration = Duration::from_secs(40);
/// The longest request. Browsers send one or two kilobytes; hyper wants 8 KiB at least.
const REQUEST: usize = 16 << 10;

/// Answers on a thread of its own, as long as the program runs.
///
/// # Errors
/// Where the system has no thread, or nothing that waits for sockets.
pub(super) fn answer(listener: TcpListener, desk: Desk) -> Result<()> {
    let fault = |error: std::io::Error| Error::Refused {
        message: format!("the preview cannot be shown: {}", system(&error)),
        hint: None,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fault)?;
    listener.set_nonblocking(true).map_err(fault)?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(fault)?
    };
    let serve = move || runtime.block_on(accept(listener, Arc::new(desk)));
    std::thread::Builder::new().spawn(serve).map_err(fault)?;
    Ok(())
}

async fn accept(listener: tokio::net::TcpListener, desk: Arc<Desk>) {
    let room = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No descriptor is left: some will be, as connections do not live long.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Beyond the room it is closed at once.
        let Ok(seat) = Arc::clone(&room).try_acquire_owned() else { continue };
        let desk = Arc::clone(&desk);
        tokio::spawn(async move {
            let _seat = seat;
            let _ = tokio::time::timeout(LIFE, connection(stream, desk)).await;
        });
    }
}

async fn connection(stream: TcpStream, desk: Arc<Desk>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(desk.answer(&request).await) }
    });
    // An error is the client's: it hung up, was slow, or spoke no HTTP.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(ARRIVAL)
        .max_buf_size(REQUEST)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
