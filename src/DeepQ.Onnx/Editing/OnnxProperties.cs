using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Editing;

/// <summary>Changes the properties of a model.</summary>
public static class OnnxProperties
{
    /// <summary>Sets a property of a model (<c>metadata_props</c>), replacing one with the same key.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="key">The key of the property.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The bytes of the model with the property.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static byte[] Set(ReadOnlySpan<byte> model, string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        ModelProto proto = OnnxModel.Parse(model);
        if (proto.MetadataProps.FirstOrDefault(property => property.Key == key) is { } present)
            present.Value = value;
        else
            proto.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return ContentHash.Restamp(proto);
    }
}
