namespace DeepQ.Learning.Import;

/// <summary>What a pickle says of a tensor.</summary>
/// <param name="Storage">The name of the class of its storage, such as <c>FloatStorage</c>.</param>
/// <param name="Key">The name of the entry with its numbers.</param>
/// <param name="Offset">The place of its first number.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Strides">How far apart neighbors along each axis lie.</param>
internal sealed record PickledTensor(
    string Storage, string Key, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);
