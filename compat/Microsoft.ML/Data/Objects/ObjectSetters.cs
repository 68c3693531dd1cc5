using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Writes column values into members of an object.</summary>
internal static class ObjectSetters
{
    internal static bool CanBind(ObjectColumn target, DataViewType type)
    {
        Type member = target.MemberType;
        Type item = DataViewTypeExtensions.PrimitiveTypeOf(ObjectMembers.VectorItemType(member) ?? member)?.RawType;
        return item == type.GetItemType().RawType
            && ObjectMembers.VectorItemType(member) != null == type is VectorDataViewType;
    }

    internal static Action<TRow> Create<TRow>(ObjectColumn target, DataViewRow row, DataViewSchema.Column source)
    {
        Type member = target.MemberType;
        if (member == typeof(string))
            return Text<TRow>(target, row, source);
        if (member == typeof(string[]))
            return TextVector<TRow>(target, row, source);
        return member.IsSZArray
            ? Make<TRow>(nameof(Vector), member.GetElementType(), target, row, source)
            : Make<TRow>(nameof(Value), member, target, row, source);
    }

    private static Action<TRow> Make<TRow>(
        string method, Type type, ObjectColumn target, DataViewRow row, DataViewSchema.Column source)
        => (Action<TRow>)typeof(ObjectSetters)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(typeof(TRow), type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [target, row, source], null);

    private static Action<TRow> Value<TRow, T>(ObjectColumn target, DataViewRow row, DataViewSchema.Column source)
    {
        ValueGetter<T> getter = row.GetGetter<T>(source);
        Action<TRow, T> write = MemberAccess.Writer<TRow, T>(target.Member);
        return item =>
        {
            T value = default;
            getter(ref value);
            write(item, value);
        };
    }

    private static Action<TRow> Text<TRow>(ObjectColumn target, DataViewRow row, DataViewSchema.Column source)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(source);
        Action<TRow, string> write = MemberAccess.Writer<TRow, string>(target.Member);
        return item =>
        {
            ReadOnlyMemory<char> value = default;
            getter(ref value);
            write(item, value.ToString());
        };
    }

    private static Action<TRow> Vector<TRow, T>(ObjectColumn target, DataViewRow row, DataViewSchema.Column source)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
        Action<TRow, T[]> write = MemberAccess.Writer<TRow, T[]>(target.Member);
        Func<TRow, T[]> read = MemberAccess.IsReadable(target.Member)
            ? MemberAccess.Reader<TRow, T[]>(target.Member)
            : _ => null;
        VBuffer<T> value = default;
        return item =>
        {
            getter(ref value);
            T[] items = read(item);
            if (items?.Length != value.Length)
                items = new T[value.Length];
            value.CopyTo(items);
            write(item, items);
        };
    }

    private static Action<TRow> TextVector<TRow>(ObjectColumn target, DataViewRow row, DataViewSchema.Column source)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        Action<TRow, string[]> write = MemberAccess.Writer<TRow, string[]>(target.Member);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return item =>
        {
            getter(ref value);
            write(item, [.. value.DenseValues().Select(text => text.ToString())]);
        };
    }
}
