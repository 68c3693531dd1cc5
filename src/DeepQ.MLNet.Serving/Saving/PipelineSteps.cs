using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DeepQ.Onnx.Graphs;

namespace DeepQ.MLNet.Saving;

/// <summary>
/// Reads the steps of a pipeline from a zip that ML.NET saved. Entries elsewhere in the zip are not steps, whatever
/// their names.
/// </summary>
internal sealed class PipelineSteps
{
    private const string Root = "TransformerChain";
    private const string StepPrefix = "Transform_";
    // Offsets in the header that ML.NET writes before a step: the start of its content, and its loader.
    private const int ContentOffset = 0x10;
    private const int LoaderOffset = 0x50;
    private const int LoaderLength = 24;
    private const int MostBytes = 1024;

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PolicyFormatException">An entry occurs twice.</exception>
    public PipelineSteps(ZipArchive zip)
    {
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (!_entries.TryAdd(string.Join('/', Parts(entry)), entry))
                throw new PolicyFormatException($"The zip has the entry '{Short(entry)}' twice.");
        }
    }

    /// <summary>Checks that an ONNX model belongs to a step that ML.NET loads.</summary>
    /// <exception cref="PolicyFormatException">The model does not.</exception>
    public void Require(ZipArchiveEntry model)
    {
        string[] parts = Parts(model);
        bool isStep = parts[0] == Root;
        for (int depth = 1; isStep && depth < parts.Length; depth++)
        {
            byte[] header = Header(string.Join('/', parts[..depth]));
            isStep = depth == parts.Length - 1
                ? LoaderOf(header) == "OnnxTransform"
                : LoaderOf(header) == Root && parts[depth].StartsWith(StepPrefix, StringComparison.Ordinal)
                    && int.TryParse(parts[depth].AsSpan(StepPrefix.Length), out int step) && step >= 0 && step < Steps(header);
        }

        if (!isStep)
            throw new PolicyFormatException($"The zip has an ONNX model in '{Short(model)}', which is not a step of its pipeline.");
    }

    private static string[] Parts(ZipArchiveEntry entry) => entry.FullName.Split('/', '\\');

    private byte[] Header(string step)
    {
        byte[] bytes = new byte[MostBytes];
        if (!_entries.TryGetValue($"{step}/Model.key", out ZipArchiveEntry? entry))
            return [];
        using Stream stream = entry.Open();
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static string LoaderOf(ReadOnlySpan<byte> header) => header.Length < LoaderOffset + LoaderLength
        ? ""
        : Encoding.ASCII.GetString(header.Slice(LoaderOffset, LoaderLength)).TrimEnd('\0');

    private static int Steps(ReadOnlySpan<byte> header)
    {
        long content = BinaryPrimitives.ReadInt64LittleEndian(header[ContentOffset..]);
        return content >= 0 && content <= header.Length - sizeof(int)
            ? BinaryPrimitives.ReadInt32LittleEndian(header[(int)content..])
            : 0;
    }

    private static string Short(ZipArchiveEntry entry) =>
        entry.FullName.Length <= 60 ? entry.FullName : $"{entry.FullName[..60]}...";
}
