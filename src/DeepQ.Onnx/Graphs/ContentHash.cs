using System.Security.Cryptography;
using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx.Graphs;

/// <summary>
/// A property of a policy file with the SHA-256 of everything else in it, which reveals damage and accidental changes.
/// </summary>
internal static class ContentHash
{
    /// <summary>Returns the model with the matching property.</summary>
    public static byte[] Stamp(ReadOnlySpan<byte> model) => Stamp(ModelProto.Parser.ParseFrom(model));

    /// <inheritdoc cref="Stamp(ReadOnlySpan{byte})"/>
    public static byte[] Stamp(ModelProto model)
    {
        string hash = Without(model, out _);
        model.MetadataProps.Add(new StringStringEntryProto { Key = PolicyProperties.ContentHash, Value = hash });
        return model.ToByteArray();
    }

    /// <summary>Returns the bytes of an edited model, with a new stamp if it had one.</summary>
    public static byte[] Restamp(ModelProto model) =>
        model.MetadataProps.Any(property => property.Key == PolicyProperties.ContentHash) ? Stamp(model) : model.ToByteArray();

    /// <summary>Returns whether a model is unchanged since it was stamped; null without a stamp.</summary>
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
