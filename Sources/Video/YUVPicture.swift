internal import CVideo
import Imaging

/// The picture that is encoded next: what a painter shows, as planes of luma and of halved chroma.
final class YUVPicture {
  let frame: UnsafeMutablePointer<AVFrame>
  private let width: Int32
  private let height: Int32

  init(width: Int, height: Int) {
    self.width = Int32(width)
    self.height = Int32(height)
    guard let frame = av_frame_alloc() else { fatalError("libavutil has no memory") }
    self.frame = frame
    frame.pointee.width = self.width
    frame.pointee.height = self.height
    frame.pointee.format = AV_PIX_FMT_YUV420P.rawValue
    frame.pointee.color_primaries = AVCOL_PRI_BT709
    frame.pointee.color_trc = AVCOL_TRC_BT709
    frame.pointee.colorspace = AVCOL_SPC_BT709
    frame.pointee.color_range = AVCOL_RANGE_MPEG
    frame.pointee.chroma_location = AVCHROMA_LOC_LEFT
    guard av_frame_get_buffer(frame, 0) >= 0 else { fatalError("libavutil has no memory") }
  }

  deinit {
    var frame: UnsafeMutablePointer<AVFrame>? = frame
    av_frame_free(&frame)
  }

  /// Takes over rows that a painter has painted since the last time.
  func convert(_ rows: [Range<Int>], of painter: FilmPainter) {
    // An encoder may still hold the planes; then they are copied.
    guard av_frame_make_writable(frame) >= 0 else { fatalError("libavutil has no memory") }
    let data = frame.pointee.data
    let strides = frame.pointee.linesize
    let planes = [data.0, data.1, data.2]
    let lengths = [strides.0, strides.1, strides.2]
    painter.withPixels { pixels in
      for range in rows {
        billow_pixels_to_yuv(
          pixels.baseAddress, width, height, Int32(range.lowerBound), Int32(range.upperBound),
          planes, lengths)
      }
    }
  }
}
