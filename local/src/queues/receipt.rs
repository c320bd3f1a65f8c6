//! Receipt handles: which message somebody received, and which time it was.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::{Fault, QueueConfig};

/// What a handle says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Receipt {
    pub(super) message: Uuid,
    pub(super) receipt: Uuid,
}

/// The handle of a message that was received. Opaque to clients.
pub(super) fn handle(config: &QueueConfig, message: Uuid, receipt: Uuid) -> String {
    STANDARD.encode(format!("{}/{message}/{receipt}", config.name))
}

/// Reads a handle that this queue gave out.
pub(super) fn parse(config: &QueueConfig, handle: &str) -> Result<Receipt, Fault> {
    read(config, handle).ok_or(Fault::ReceiptHandleIsInvalid)
}

fn read(config: &QueueConfig, handle: &str) -> Option<Receipt> {
    let text = String::from_utf8(STANDARD.decode(handle).ok()?).ok()?;
    let (message, receipt) = text
        .strip_prefix(config.name.as_str())?
        .strip_prefix('/')?
        .split_once('/')?;
    Some(Receipt {
        message: message.parse().ok()?,
        receipt: receipt.parse().ok()?,
    })
}
