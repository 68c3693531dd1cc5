using System.CommandLine;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;

namespace DeepQ.Tool.Files;

/// <summary>The policy file that a command is about.</summary>
internal static class PolicyFile
{
    public static Argument<string> Argument(string name = "file", string description = "The policy, such as policy.onnx") =>
        new(name) { Description = description };

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static byte[] Read(string path)
    {
        Require(path);
        return OnnxFile.ReadBytes(path);
    }

    /// <summary>Loads a policy, to be computed in managed code.</summary>
    /// <exception cref="PolicyFormatException">It is no policy; the message names the file.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static ManagedPolicy Load(string path)
    {
        byte[] model = Read(path);
        return Naming(path, () => ManagedPolicy.Load(model));
    }

    /// <summary>Says of a refusal which file it is about.</summary>
    /// <exception cref="PolicyFormatException">The file is refused; the message names it.</exception>
    public static T Naming<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PolicyFormatException refusal)
        {
            throw new PolicyFormatException($"'{path}': {refusal.Message}", refusal);
        }
    }

    /// <summary>Requires that a file is there.</summary>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: give a file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}': give the path of one that is there.");
    }
}
