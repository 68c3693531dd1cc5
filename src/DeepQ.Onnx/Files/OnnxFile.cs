using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Files;

/// <summary>Reads files that may be models, up to the size limit of a model.</summary>
public static class OnnxFile
{
    /// <summary>Reads a file that other processes may replace meanwhile.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="limit">The greatest allowed length in bytes.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="IOException">The file does not exist, is not a regular file, or cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file is longer.</exception>
    public static byte[] ReadBytes(string path, int limit = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = PlainFile.OpenRead(path);
        return ReadBytes(file, path, limit);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The name in errors.</param>
    /// <param name="limit">The greatest allowed length in bytes.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="PolicyFormatException">The stream is longer.</exception>
    public static byte[] ReadBytes(Stream stream, string name, int limit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        // Counted while reading: the length of an entry in a zip, or of a device, may be wrong.
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > limit)
            {
                throw new PolicyFormatException(
                    $"'{name}' is longer than {limit} bytes, the limit of a model; use OnnxLimits.None for your own models.");
            }
        }

        return content.ToArray();
    }
}
