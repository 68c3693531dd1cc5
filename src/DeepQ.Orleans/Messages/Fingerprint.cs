using System.Security.Cryptography;
using System.Text;

namespace DeepQ.Orleans.Messages;

/// <summary>Computes a short text that differs if a description differs.</summary>
internal static class Fingerprint
{
    /// <summary>Returns a hash of the description of a sweep or a training.</summary>
    public static string Of(IReadOnlyDictionary<string, string> description)
    {
        string text = string.Join('\n', description.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"{line.Key} = {line.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
