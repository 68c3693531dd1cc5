using System.Buffers.Binary;
using System.IO.Compression;
using DeepQ.Onnx;

namespace DeepQ.MLNet;

/// <summary>Finds the policy's ONNX model in a file.</summary>
internal static class PolicyFile
{
    /// <summary>The entry in which a stock OnnxTransformer keeps its model: an int32 length, then the bytes.</summary>
    private const string ModelEntry = "OnnxModel";

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    /// <summary>Reads an ONNX file, or the last policy of a pipeline that ML.NET saved.</summary>
    /// <exception cref="PolicyFormatException">The file is a zip that holds no policy.</exception>
    public static byte[] Read(string path)
    {
        byte[] file = OnnxFile.ReadBytes(path);
        return file.AsSpan().StartsWith(ZipSignature) ? ReadZip(file, path) : file;
    }

    private static byte[] ReadZip(byte[] file, string path)
    {
        int models = 0;
        try
        {
            using ZipArchive zip = new(new MemoryStream(file));
            var entries = zip.Entries
                .Where(entry => entry.FullName.Split('/', '\\')[^1] == ModelEntry)
                .OrderByDescending(entry => entry.FullName, StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in entries)
            {
                models++;
                byte[] model = ReadModel(entry);
                if (PolicyMetadata.IsIn(OnnxModelInfo.Read(model).Metadata))
                    return model;
            }
        }
        catch (InvalidDataException e)
        {
            throw new PolicyFormatException($"'{path}' is a damaged zip file: {e.Message}", e);
        }

        throw new PolicyFormatException(models == 0
            ? $"'{path}' is a zip file without an ONNX model: no pipeline that was saved with a policy in it."
            : $"'{path}' holds {models} ONNX models, but none is a policy of this project.");
    }

    private static byte[] ReadModel(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        ReadOnlySpan<byte> bytes = OnnxFile.ReadBytes(stream, entry.FullName);
        if (bytes.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(bytes) != bytes.Length - sizeof(int))
            throw new PolicyFormatException($"The entry '{entry.FullName}' does not have the length that it claims.");
        return bytes[sizeof(int)..].ToArray();
    }
}
