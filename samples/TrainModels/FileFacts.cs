using System.Security.Cryptography;
using DeepQ.Onnx;

namespace TrainModels;

/// <summary>What can be read from the ONNX file itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal digits.</param>
/// <param name="OperatorSet">The version of the operators that it needs.</param>
/// <param name="FormatVersion">The version of the file format (IR).</param>
/// <param name="Parameters">The number of weights.</param>
/// <param name="Inputs">Name, type and shape of what it takes.</param>
/// <param name="Outputs">Name, type and shape of what it gives.</param>
/// <param name="Actions">The names of the actions, from 0.</param>
internal sealed record FileFacts(
    string Name,
    long Bytes,
    string Sha256,
    long OperatorSet,
    long FormatVersion,
    long Parameters,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Actions)
{
    public static FileFacts Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        OnnxModelInfo info = OnnxModelInfo.Read(bytes);
        return new FileFacts(
            Path.GetFileName(path),
            bytes.Length,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            info.OperatorSets["ai.onnx"],
            info.FileFormatVersion,
            info.ParameterCount,
            [.. info.Inputs.Select(input => $"{input}")],
            [.. info.Outputs.Select(output => $"{output}")],
            PolicyMetadata.FromProperties(info.Metadata).ActionNames);
    }
}
