using System.Buffers.Binary;
using System.IO.Compression;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.MLNet.Saving;

/// <summary>Finds the policy's ONNX model in a file.</summary>
internal static class PolicyFile
{
    /// <summary>The entry in which a stock OnnxTransformer stores its model: an int32 length, then the bytes.</summary>
    private const string ModelEntry = "OnnxModel";

    private const int MostModels = 100;

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> EndSignature => "PK\u0005\u0006"u8;

    /// <summary>Reads an ONNX file, or the last policy of a pipeline that ML.NET saved.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">
    /// The file is a zip without a policy, or with a model that is not a step of its pipeline, or it exceeds the
    /// limits.
    /// </exception>
    public static SavedPolicy Read(string path, OnnxLimits limits)
    {
        byte[] file = OnnxFile.ReadBytes(path, limits.FileBytes);
        return file.AsSpan().StartsWith(ZipSignature) ? ReadZip(file, path, limits) : new(file, "", file);
    }

    /// <summary>Returns the entries of a zip with ONNX models, the last step first.</summary>
    public static IEnumerable<ZipArchiveEntry> ModelsIn(ZipArchive zip) =>
        zip.Entries.Where(entry => entry.FullName.Split('/', '\\')[^1] == ModelEntry)
            .OrderByDescending(entry => entry.FullName, StringComparer.Ordinal);

    private static SavedPolicy ReadZip(byte[] file, string path, OnnxLimits limits)
    {
        CheckCount(file, path);
        try
        {
            using ZipArchive zip = new(new MemoryStream(file));
            ZipArchiveEntry[] models = [.. ModelsIn(zip)];
            if (models.Length > MostModels)
                throw new PolicyFormatException($"'{path}' has {models.Length} ONNX models; at most {MostModels} are allowed.");

            PipelineSteps steps = new(zip);
            foreach (ZipArchiveEntry model in models)
                steps.Require(model);

            // The total of all: entries may overlap, so that a few bytes become many models.
            int left = limits.UnpackedBytes;
            foreach (ZipArchiveEntry entry in models)
            {
                byte[] model = ReadModel(entry, ref left);
                if (PolicyMetadata.IsIn(OnnxModelInfo.Read(model, limits).Metadata))
                    return new(model, entry.FullName, file);
            }

            throw new PolicyFormatException(models.Length == 0
                ? $"'{path}' is a zip file without an ONNX model: not a pipeline that was saved with a policy."
                : $"'{path}' has {models.Length} ONNX models, but none is a policy of this project.");
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new PolicyFormatException($"'{path}' is a damaged zip file: {e.Message}", e);
        }
    }

    // A directory with more entries than this number can represent was made large on purpose: each entry becomes an
    // object.
    private static void CheckCount(ReadOnlySpan<byte> file, string path)
    {
        int end = file.LastIndexOf(EndSignature);
        if (end >= 0 && end + 12 <= file.Length && BinaryPrimitives.ReadUInt16LittleEndian(file[(end + 10)..]) == ushort.MaxValue)
            throw new PolicyFormatException($"'{path}' is a zip file of 65535 entries or more, not a pipeline.");
    }

    private static byte[] ReadModel(ZipArchiveEntry entry, ref int left)
    {
        using Stream stream = entry.Open();
        ReadOnlySpan<byte> bytes = OnnxFile.ReadBytes(stream, entry.FullName, left);
        left -= bytes.Length;
        if (bytes.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(bytes) != bytes.Length - sizeof(int))
            throw new PolicyFormatException($"The entry '{entry.FullName}' does not have the length that it claims.");
        return bytes[sizeof(int)..].ToArray();
    }
}
