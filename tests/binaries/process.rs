//! The child processes of this test, seen from outside.

use std::path::Path;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

/// The processes that run this binary and have `mark` in their environment.
pub(crate) fn running(binary: &Path, mark: &str) -> Vec<Pid> {
    let all = std::fs::read_dir("/proc")
        .expect("Linux has /proc")
        .flatten();
    let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter_map(Pid::from_raw)
        .filter(|pid| is_it(*pid, binary, mark))
        .collect()
}

fn is_it(pid: Pid, binary: &Path, mark: &str) -> bool {
    let folder = format!("/proc/{}", pid.as_raw_nonzero());
    let runs = std::fs::read_link(format!("{folder}/exe")).is_ok_and(|path| path == binary);
    let variables = std::fs::read(format!("{folder}/environ")).unwrap_or_default();
    runs && String::from_utf8_lossy(&variables).contains(mark)
}

/// The state of a process as the kernel tells it: `S` sleeps, `T` is stopped; `None` when it is gone.
pub(crate) fn state(pid: Pid) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    // Behind the name, which may hold anything.
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').next().map(str::to_owned)
}

/// Freezes a process, as Lambda freezes an environment between two events. Returns when it stands still.
pub(crate) fn freeze(pid: Pid) {
    signal_and_wait(pid, Signal::STOP, WaitIdOptions::STOPPED);
}

/// Thaws a process. Returns when it runs.
pub(crate) fn thaw(pid: Pid) {
    signal_and_wait(pid, Signal::CONT, WaitIdOptions::CONTINUED);
}

fn signal_and_wait(pid: Pid, signal: Signal, change: WaitIdOptions) {
    kill_process(pid, signal).expect("the process is ours");
    waitid(WaitId::Pid(pid), change).expect("the process is our child");
}

/// Kills a process.
pub(crate) fn kill(pid: Pid) {
    kill_process(pid, Signal::KILL).expect("the process is ours");
}

/// Asks a process to end.
pub(crate) fn terminate(pid: Pid) {
    kill_process(pid, Signal::TERM).expect("the process is ours");
}
