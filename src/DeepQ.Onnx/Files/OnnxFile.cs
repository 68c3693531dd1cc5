using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Files;

/// <summary>Reads what may be a model, and no more of it than a model may have.</summary>
public static class OnnxFile
{
    /// <summary>Reads a file, while others may replace it.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="IOException">The file is not there, is no plain file, or may not be read.</exception>
    /// <exception cref="PolicyFormatException">It is longer.</exception>
    public static byte[] ReadBytes(string path, int limit = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = PlainFile.OpenRead(path);
        return ReadBytes(file, path, limit);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What an error calls it.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="PolicyFormatException">It is longer.</exception>
    public static byte[] ReadBytes(Stream stream, string name, int limit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        // Counted while it is read: what a zip says of the length of an entry, or a device of its own, need not be true.
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > limit)
            {
                throw new PolicyFormatException(
                    $"'{name}' is longer than {limit} bytes, the most that a model may have; one of one's own may have OnnxLimits.None.");
            }
        }

        return content.ToArray();
    }
}
