using System.Security.Cryptography;
using System.Text;

namespace DeepQ.Orleans.Messages;

/// <summary>Makes a short text of a description.</summary>
internal static class Fingerprint
{
    /// <summary>A hash of what a sweep depends on.</summary>
    public static string Of(IReadOnlyDictionary<string, string> description)
    {
        string text = string.Join('\n', description.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"{line.Key} = {line.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
