//! What is done to every pixel of a picture: decoded, channels taken apart, scaled,
//! encoded.
//!
//! It is a crate of its own because photos have millions of pixels: it is optimised
//! in every profile, which the rest of the program is not while it is tested and
//! when a newcomer builds it, and generic code of libraries (decoders, encoders) is compiled
//! as the crate that uses it.

mod channels;
mod decode;
mod encode;
mod page;
mod scale;

pub use channels::{apart, gray, opaque, together, without_alpha};
pub use decode::{jpeg_pixels, png_pixels, webp_pixels};
pub use encode::{Failed, jpeg, png};
pub use image_webp::WebPDecoder;
pub use page::{Purpose, cover, div_255, first_channels, is_gray, page_png};
pub use scale::{Image, Source};
