using System.IO.Compression;
using DeepQ.Onnx.Files;

namespace DeepQ.Learning.Import;

/// <summary>Reads and writes files of weights in Python's formats.</summary>
/// <remarks>
/// A PyTorch file is a pickle, which can run any program when Python loads it. Nothing of it runs here: tensors are
/// read, and everything else is skipped.
/// </remarks>
public static class TensorFile
{
    private const int MostGrowth = 20;

    /// <summary>
    /// Reads the tensors of a file: <c>.safetensors</c>, a file of <c>torch.save</c> (<c>.pth</c>, <c>.pt</c>), or the
    /// zip of Stable-Baselines3, whose <c>policy.pth</c> is read. The first bytes identify the format.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors in order. Names of nested dictionaries are joined by dots.</returns>
    /// <exception cref="InvalidDataException">The file has another format, is cut off, damaged or too large; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<SavedTensor> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, not a file of weights.");
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> first = stackalloc byte[4];
        int count = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (count == 4 && first.SequenceEqual("PK\u0003\u0004"u8))
            return Zip(path, file);
        if (count == 4 && first[0] == 0x80)
        {
            throw new InvalidDataException(
                $"'{path}' is a pickle of PyTorch before 1.6, without a zip around it: load it in Python and save it again, or as safetensors.");
        }

        return SafetensorsFile.Read(path, file);
    }

    /// <summary>Writes tensors as 32-bit safetensors; the file is replaced only once it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, all with different names.</param>
    /// <exception cref="ArgumentException">Two have the same name, or values do not match a shape.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteSafetensors(string path, IReadOnlyList<SavedTensor> tensors)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] bytes = SafetensorsFile.ToBytes(tensors);
        WholeFile.Write(path, file => file.Write(bytes));
    }

    private static IReadOnlyList<SavedTensor> Zip(string path, Stream file)
    {
        try
        {
            using ZipArchive zip = new(file, ZipArchiveMode.Read);
            if (zip.GetEntry("policy.pth") is not { } policy)
                return new TorchArchive(path, zip, file.Length).Tensors();
            if (policy.Length > MostGrowth * file.Length)
                throw new InvalidDataException($"'{path}' has a policy.pth of {policy.Length} bytes in {file.Length}: weights do not compress that well.");
            using MemoryStream inner = new(TorchArchive.Bytes(path, policy));
            using ZipArchive innerZip = new(inner, ZipArchiveMode.Read);
            return new TorchArchive($"{path}: policy.pth", innerZip, inner.Length).Tensors();
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith('\''))
        {
            throw new InvalidDataException($"'{path}' is a damaged zip: {error.Message}", error);
        }
    }
}
