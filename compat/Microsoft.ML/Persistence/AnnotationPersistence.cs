using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Persistence;

/// <summary>The values of annotations in a model file.</summary>
internal static class AnnotationPersistence
{
    internal static void Write(
        BinaryWriter writer, DataViewSchema.Column annotation, DataViewSchema.Annotations annotations)
        => Call(
            annotation.Type is VectorDataViewType ? nameof(WriteVector) : nameof(WriteScalar),
            annotation.Type,
            writer,
            annotation.Name,
            annotations);

    internal static void Read(
        BinaryReader reader, string name, DataViewType type, DataViewSchema.Annotations.Builder annotations)
        => Call(
            type is VectorDataViewType ? nameof(ReadVector) : nameof(ReadScalar),
            type,
            reader,
            name,
            type,
            annotations);

    private static void Call(string method, DataViewType type, params object[] arguments)
        => typeof(AnnotationPersistence)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(type.GetItemType().RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static void WriteScalar<T>(BinaryWriter writer, string name, DataViewSchema.Annotations annotations)
    {
        T value = default;
        annotations.GetValue(name, ref value);
        ValuePersistence.Write(writer, value);
    }

    private static void WriteVector<T>(BinaryWriter writer, string name, DataViewSchema.Annotations annotations)
    {
        VBuffer<T> values = default;
        annotations.GetValue(name, ref values);
        ValuePersistence.WriteVector(writer, values);
    }

    private static void ReadScalar<T>(
        BinaryReader reader, string name, DataViewType type, DataViewSchema.Annotations.Builder annotations)
        => annotations.AddPrimitiveValue(name, (PrimitiveDataViewType)type, ValuePersistence.Read<T>(reader));

    private static void ReadVector<T>(
        BinaryReader reader, string name, DataViewType type, DataViewSchema.Annotations.Builder annotations)
    {
        VBuffer<T> values = ValuePersistence.ReadVector<T>(reader);
        annotations.Add(name, type, (ref VBuffer<T> destination) => values.CopyTo(ref destination));
    }
}
