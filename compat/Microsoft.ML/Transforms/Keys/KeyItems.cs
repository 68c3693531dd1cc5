namespace Microsoft.ML.Transforms;

/// <summary>How values of a type are told apart, put in order and found missing.</summary>
internal static class KeyItems<T>
{
    internal static IEqualityComparer<T> Equality { get; }
        = TextEquality.Instance as IEqualityComparer<T> ?? EqualityComparer<T>.Default;

    internal static IComparer<T> Order { get; } = TextEquality.Instance as IComparer<T> ?? Comparer<T>.Default;

    /// <summary>What stands for a key that stands for nothing.</summary>
    internal static T MissingValue { get; } = default(T) switch
    {
        float => (T)(object)float.NaN,
        double => (T)(object)double.NaN,
        _ => default,
    };

    /// <summary>Whether a value gets no key: NaN, empty text, the zero of a key.</summary>
    internal static bool IsMissing(T value, bool isKey) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        _ => isKey && EqualityComparer<T>.Default.Equals(value, default),
    };
}
