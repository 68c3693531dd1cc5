using System.Numerics;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Column getters that read members of an object.</summary>
internal static class ObjectGetters
{
    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type, for the object that is current.</summary>
    internal static Delegate Create<TRow>(ObjectColumn column, Func<TRow> current)
    {
        Type member = column.MemberType;
        if (member.IsSZArray)
        {
            return member == typeof(string[])
                ? TextVector(column, current)
                : Make<TRow>(nameof(Vector), member.GetElementType(), column, current);
        }

        if (ObjectMembers.VectorItemType(member) is Type item)
            return Make<TRow>(nameof(Buffer), item, column, current);
        if (member == typeof(string))
            return Text(column, current);
        return Make<TRow>(column.Type is KeyDataViewType ? nameof(Key) : nameof(Scalar), member, column, current);
    }

    private static Delegate Make<TRow>(string method, Type type, ObjectColumn column, Func<TRow> current)
        => (Delegate)typeof(ObjectGetters)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(typeof(TRow), type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [column, current], null);

    private static ValueGetter<T> Scalar<TRow, T>(ObjectColumn column, Func<TRow> current)
    {
        Func<TRow, T> read = MemberAccess.Reader<TRow, T>(column.Member);
        return (ref T value) => value = read(current());
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text<TRow>(ObjectColumn column, Func<TRow> current)
    {
        Func<TRow, string> read = MemberAccess.Reader<TRow, string>(column.Member);
        return (ref ReadOnlyMemory<char> value) => value = read(current()).AsMemory();
    }

    private static ValueGetter<VBuffer<T>> Vector<TRow, T>(ObjectColumn column, Func<TRow> current)
    {
        Func<TRow, T[]> read = MemberAccess.Reader<TRow, T[]>(column.Member);
        return (ref VBuffer<T> value) =>
        {
            T[] items = read(current()) ?? [];
            VBuffer<T>.Copy(items, 0, ref value, items.Length);
        };
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> TextVector<TRow>(ObjectColumn column, Func<TRow> current)
    {
        Func<TRow, string[]> read = MemberAccess.Reader<TRow, string[]>(column.Member);
        return (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            string[] items = read(current()) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, items.Length);
            for (int i = 0; i < items.Length; i++)
                editor.Values[i] = items[i].AsMemory();
            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<T>> Buffer<TRow, T>(ObjectColumn column, Func<TRow> current)
    {
        Func<TRow, VBuffer<T>> read = MemberAccess.Reader<TRow, VBuffer<T>>(column.Member);
        return (ref VBuffer<T> value) => read(current()).CopyTo(ref value);
    }

    // A member counts categories from 0, a column from 1: only here, and only for a scalar, does the library add one.
    private static ValueGetter<T> Key<TRow, T>(ObjectColumn column, Func<TRow> current)
        where T : struct, IUnsignedNumber<T>
    {
        ulong count = ((KeyDataViewType)column.Type).Count;
        Func<TRow, T> read = MemberAccess.Reader<TRow, T>(column.Member);
        return (ref T value) =>
        {
            T category = read(current());
            value = ulong.CreateTruncating(category) < count ? category + T.One : T.Zero;
        };
    }
}
