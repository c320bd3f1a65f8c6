//! API Gateway of one machine.
