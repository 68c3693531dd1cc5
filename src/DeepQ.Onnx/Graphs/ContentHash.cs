using System.Security.Cryptography;
using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx.Graphs;

/// <summary>
/// A property of a policy file with the SHA-256 of all the rest of it, so that damage and tampering by accident show.
/// </summary>
internal static class ContentHash
{
    /// <summary>The model with the property that fits it.</summary>
    public static byte[] Stamp(ReadOnlySpan<byte> model) => Stamp(ModelProto.Parser.ParseFrom(model));

    /// <inheritdoc cref="Stamp(ReadOnlySpan{byte})"/>
    public static byte[] Stamp(ModelProto model)
    {
        string hash = Without(model, out _);
        model.MetadataProps.Add(new StringStringEntryProto { Key = PolicyProperties.ContentHash, Value = hash });
        return model.ToByteArray();
    }

    /// <summary>The bytes of a model that was edited: stamped anew where it had a stamp.</summary>
    public static byte[] Restamp(ModelProto model) =>
        model.MetadataProps.Any(property => property.Key == PolicyProperties.ContentHash) ? Stamp(model) : model.ToByteArray();

    /// <summary>Whether the rest of a model is what it was when it was stamped; null where it has no stamp.</summary>
    public static bool? IsIntact(ModelProto model)
    {
        ModelProto copy = model.Clone();
        string hash = Without(copy, out string? stamp);
        return stamp is null ? null : stamp == hash;
    }

    private static string Without(ModelProto model, out string? stamp)
    {
        StringStringEntryProto? property = model.MetadataProps.FirstOrDefault(property => property.Key == PolicyProperties.ContentHash);
        stamp = property?.Value;
        if (property is not null)
            model.MetadataProps.Remove(property);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (HashStream content = new(hash))
            model.WriteTo(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
