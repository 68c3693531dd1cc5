using System.Reflection;
using System.Text;

namespace DeepQ.Learning.Tests.Torch;

/// <summary>The native library of TorchSharp for Linux, as its package holds it.</summary>
internal static class LibTorchSharpFile
{
    public static string Path { get; } = typeof(LibTorchSharpFile).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "LibTorchSharp").Value!;

    /// <summary>Reads the library with one text in place of another of the same length, wherever it stands.</summary>
    public static byte[] ReadWith(string text, string replacement)
    {
        Assert.Equal(text.Length, replacement.Length);
        byte[] image = File.ReadAllBytes(Path), from = Encoding.ASCII.GetBytes(text), to = Encoding.ASCII.GetBytes(replacement);
        int replaced = 0;
        for (int at = image.AsSpan().IndexOf(from); at >= 0; at = image.AsSpan().IndexOf(from), replaced++)
            to.CopyTo(image, at);

        Assert.NotEqual(0, replaced);
        return image;
    }

    /// <summary>The hash that names of versions have. Source: System V ABI, chapter 5.</summary>
    public static uint HashOf(string name) => name.Aggregate(0u, (hash, letter) =>
    {
        hash = (hash << 4) + letter;
        uint high = hash & 0xf0000000;
        return (hash ^ (high >> 24)) & ~high;
    });
}
