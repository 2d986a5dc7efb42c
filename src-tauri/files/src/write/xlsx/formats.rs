//! The formats of cells: dates as dates, minutes with two decimals, ids as text. A status has its word, so the colour
//! only helps.

use rollbook_core::status::Status;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Every format of a workbook; each is made once, because the library compares them cell by cell.
pub struct Formats {
    /// Headings of a table.
    pub heading: Format,
    /// Headings of narrow columns, from bottom to top.
    pub upright: Format,
    /// Text, also where it looks like a number.
    pub text: Format,
    /// Long text, wrapped.
    pub wrapped: Format,
    /// Date and time.
    pub time: Format,
    /// Calendar day.
    pub day: Format,
    /// Minutes.
    pub minutes: Format,
    /// Percent.
    pub percent: Format,
    /// Whole numbers.
    pub count: Format,
    /// What is below a limit.
    pub below: Format,
    /// A class that says nothing.
    pub no_data: Format,
    statuses: [Format; 6],
}

impl Formats {
    /// The formats.
    pub fn new() -> Self {
        let heading = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E8_EAED))
            .set_border_bottom(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        Self {
            upright: heading.clone().set_rotation(90).set_align(FormatAlign::Bottom),
            heading,
            text: Format::new().set_num_format("@"),
            wrapped: Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top),
            time: Format::new().set_num_format("yyyy\\-mm\\-dd hh:mm:ss"),
            day: Format::new().set_num_format("yyyy\\-mm\\-dd"),
            minutes: Format::new().set_num_format("0.00"),
            percent: Format::new().set_num_format("0.0"),
            count: Format::new().set_num_format("0"),
            below: Format::new().set_num_format("@").set_bold().set_font_color(Color::RGB(0x009C_0006)),
            no_data: Format::new().set_font_color(Color::RGB(0x005F_6368)).set_align(FormatAlign::Center),
            statuses: Status::ALL.map(of_status),
        }
    }

    /// The format of a status.
    pub fn status(&self, status: Status) -> &Format {
        let at = Status::ALL.iter().position(|known| *known == status).unwrap_or_default();
        &self.statuses[at]
    }
}

/// Light fills with dark text, told apart in black and white by the words in them.
fn of_status(status: Status) -> Format {
    let (fill, font) = match status {
        Status::Present => (0x00E6_F4EA, 0x000D_652D),
        Status::Late => (0x00FE_F7E0, 0x007A_4F01),
        Status::LeftEarly => (0x00FD_EBDC, 0x008A_3B00),
        Status::Absent => (0x00FC_E8E6, 0x00A5_0E0E),
        Status::Excused => (0x00E8_F0FE, 0x0017_4EA6),
        Status::Unknown => (0x00F1_F3F4, 0x003C_4043),
    };
    let format = Format::new().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(font));
    if status == Status::Absent { format.set_bold() } else { format }
}
