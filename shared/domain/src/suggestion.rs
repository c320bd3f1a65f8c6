//! What the dashboard suggests to try next.
