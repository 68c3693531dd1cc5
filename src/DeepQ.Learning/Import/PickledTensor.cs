namespace DeepQ.Learning.Import;

/// <summary>The description of a tensor in a pickle.</summary>
/// <param name="Storage">The name of the class of its storage, such as <c>FloatStorage</c>.</param>
/// <param name="Key">The name of the entry with its numbers.</param>
/// <param name="Offset">The place of its first number.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Strides">The distance between neighbors along each axis.</param>
internal sealed record PickledTensor(
    string Storage, string Key, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);
