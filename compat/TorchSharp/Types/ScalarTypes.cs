namespace TorchSharp;

/// <summary>How the element types of tensors and of .NET correspond.</summary>
internal static class ScalarTypes
{
    internal static torch.ScalarType Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => torch.ScalarType.Byte,
        TypeCode.SByte => torch.ScalarType.Int8,
        TypeCode.Int16 => torch.ScalarType.Int16,
        TypeCode.Int32 => torch.ScalarType.Int32,
        TypeCode.Int64 => torch.ScalarType.Int64,
        TypeCode.Single => torch.ScalarType.Float32,
        TypeCode.Double => torch.ScalarType.Float64,
        TypeCode.Boolean => torch.ScalarType.Bool,
        _ => type == typeof(Half)
            ? torch.ScalarType.Float16
            : throw new ArgumentException($"{type.Name} is not a type of tensor elements"),
    };

    /// <exception cref="ArgumentException">The tensor's elements are not <typeparamref name="T"/>.</exception>
    internal static void Demand<T>(torch.Tensor tensor) where T : struct
    {
        if (tensor.dtype != Of(typeof(T)))
            throw new ArgumentException($"{typeof(T).Name} is not compatible with {tensor.dtype}");
    }
}
