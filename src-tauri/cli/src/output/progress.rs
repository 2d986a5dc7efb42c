//! Progress on a terminal: the last sentence of each class, on standard error.

use super::visible::visible;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use rollbook_engine::progress::Progress;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Progress that is being shown.
pub struct Shown {
    bars: MultiProgress,
    lines: Arc<Mutex<BTreeMap<String, ProgressBar>>>,
}

impl Shown {
    /// Shown where standard error is a terminal, and only then.
    pub fn new(wanted: bool) -> Self {
        let target =
            if wanted { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        Self { bars: MultiProgress::with_draw_target(target), lines: Arc::default() }
    }

    /// For the engine.
    pub fn engine(&self) -> Progress {
        let (bars, lines) = (self.bars.clone(), self.lines.clone());
        Progress::new(move |event| {
            let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
            let bar = lines.entry(event.meeting.unwrap_or_default()).or_insert_with(|| {
                let bar = bars.add(ProgressBar::new_spinner());
                if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                    bar.set_style(style);
                }
                bar.enable_steady_tick(Duration::from_millis(120));
                bar
            });
            bar.set_message(visible(&event.message));
        })
    }

    /// Takes the lines away again.
    pub fn finish(&self) {
        for bar in self.lines.lock().unwrap_or_else(PoisonError::into_inner).values() {
            bar.finish_and_clear();
        }
    }
}
