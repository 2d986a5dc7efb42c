//! Markup that is ours, and text that is not: only the first goes into a page as it is.

use super::super::visible::for_page;

/// A growing piece of a page.
#[derive(Clone, Debug, Default)]
pub struct Html(String);

impl Html {
    /// Markup of the program itself. Its type says so: nobody typed a `'static` text.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, escaped for elements and quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in for_page(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
        self
    }

    /// Text that somebody typed: escaped, and set apart from the direction of its surroundings.
    pub fn typed(&mut self, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        self.raw("<bdi>").text(text).raw("</bdi>")
    }

    /// A number.
    pub fn number(&mut self, number: impl Into<f64>) -> &mut Self {
        let text = format!("{:.2}", number.into());
        self.0.push_str(text.trim_end_matches('0').trim_end_matches('.'));
        self
    }

    /// Another piece.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// The bytes of the page.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_only_text() {
        let mut page = Html::default();
        page.typed("</style><script>alert(\"1\")</script>&'\u{202e}");
        let want = "<bdi>&lt;/style&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;&lt;U+202E&gt;</bdi>";
        assert_eq!(page.into_bytes(), want.as_bytes());
        let mut page = Html::default();
        page.number(12.5).raw(" ").number(3u32).raw(" ").number(0.333_333);
        assert_eq!(page.into_bytes(), b"12.5 3 0.33");
    }
}
