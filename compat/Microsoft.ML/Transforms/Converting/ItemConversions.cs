using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Which types can be made of which, and how.</summary>
/// <remarks>
/// Whole numbers stay with or without a sign and cut off what does not fit (those with one) or become zero (those
/// without). They become fractions, but fractions become no whole numbers. Everything becomes text, text becomes
/// anything.
/// </remarks>
internal static class ItemConversions
{
    private static readonly Dictionary<(Type Source, Type Result), Delegate> Table = Build();

    /// <summary>The function from one type to the other, or null where there is none.</summary>
    internal static Delegate Find(Type source, Type result) => Table.GetValueOrDefault((source, result));

    /// <summary>The function from one type to the other, which must exist.</summary>
    internal static Func<TSource, TResult> Get<TSource, TResult>()
        => (Func<TSource, TResult>)Table[(typeof(TSource), typeof(TResult))];

    private static Dictionary<(Type Source, Type Result), Delegate> Build()
    {
        var table = new Dictionary<(Type Source, Type Result), Delegate>();
        void Add<TSource, TResult>(Func<TSource, TResult> convert)
            => table[(typeof(TSource), typeof(TResult))] = convert;

        void AddNumber<T>()
            where T : struct, INumber<T>
        {
            Add<T, float>(float.CreateTruncating);
            Add<T, double>(double.CreateTruncating);
            Add<T, bool>(value => value != T.Zero);
            Add<T, ReadOnlyMemory<char>>(value => value.ToString(null, CultureInfo.InvariantCulture).AsMemory());
            Add<T, T>(value => value);
        }

        void AddSigned<T>()
            where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
        {
            AddNumber<T>();
            Add<T, sbyte>(sbyte.CreateTruncating);
            Add<T, short>(short.CreateTruncating);
            Add<T, int>(int.CreateTruncating);
            Add<T, long>(long.CreateTruncating);
            Add<bool, T>(value => value ? T.One : T.Zero);
            Add<ReadOnlyMemory<char>, T>(text => TextParsing.ToSigned<T>(text.Span));
        }

        void AddUnsigned<T>()
            where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
        {
            AddNumber<T>();
            Add<T, byte>(FitOrZero<T, byte>);
            Add<T, ushort>(FitOrZero<T, ushort>);
            Add<T, uint>(FitOrZero<T, uint>);
            Add<T, ulong>(FitOrZero<T, ulong>);
            Add<ReadOnlyMemory<char>, T>(text => TextParsing.ToUnsigned<T>(text.Span));
        }

        AddSigned<sbyte>();
        AddSigned<short>();
        AddSigned<int>();
        AddSigned<long>();
        AddUnsigned<byte>();
        AddUnsigned<ushort>();
        AddUnsigned<uint>();
        AddUnsigned<ulong>();
        AddNumber<float>();
        AddNumber<double>();
        Add<bool, float>(value => value ? 1 : 0);
        Add<bool, double>(value => value ? 1 : 0);
        Add<bool, bool>(value => value);
        Add<bool, ReadOnlyMemory<char>>(value => value.ToString().AsMemory());
        Add<ReadOnlyMemory<char>, float>(text => (float)TextParsing.ToDouble(text.Span));
        Add<ReadOnlyMemory<char>, double>(text => TextParsing.ToDouble(text.Span));
        Add<ReadOnlyMemory<char>, bool>(text => TextParsing.ToBoolean(text.Span));
        Add<ReadOnlyMemory<char>, ReadOnlyMemory<char>>(text => text);
        return table;
    }

    private static TResult FitOrZero<TSource, TResult>(TSource value)
        where TSource : struct, IBinaryInteger<TSource>
        where TResult : struct, IBinaryInteger<TResult>, IMinMaxValue<TResult>
        => value > TSource.CreateSaturating(TResult.MaxValue) ? TResult.Zero : TResult.CreateTruncating(value);
}
