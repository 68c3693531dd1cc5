using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Persistence;

/// <summary>The input schema in a model file, with its annotations.</summary>
internal static class SchemaPersistence
{
    private const string EntryName = "Schema";

    internal static void Save(ZipArchive archive, DataViewSchema schema)
        => ModelSaveContext.WriteEntry(archive, EntryName, writer => WriteSchema(writer, schema));

    internal static DataViewSchema Load(ZipArchive archive)
    {
        ZipArchiveEntry entry = archive.GetEntry(EntryName);
        if (entry == null)
            return null;
        using var reader = new BinaryReader(entry.Open(), Encoding.UTF8);
        return ReadSchema(reader);
    }

    private static void WriteSchema(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (DataViewSchema.Column column in schema)
        {
            writer.Write(column.Name);
            DataViewTypePersistence.Write(writer, column.Type);
            writer.Write(column.Annotations.Schema.Count);
            foreach (DataViewSchema.Column annotation in column.Annotations.Schema)
            {
                writer.Write(annotation.Name);
                DataViewTypePersistence.Write(writer, annotation.Type);
                AnnotationPersistence.Write(writer, annotation, column.Annotations);
            }
        }
    }

    private static DataViewSchema ReadSchema(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            DataViewType type = DataViewTypePersistence.Read(reader);
            var annotations = new DataViewSchema.Annotations.Builder();
            int annotationCount = reader.ReadInt32();
            for (int k = 0; k < annotationCount; k++)
            {
                string kind = reader.ReadString();
                AnnotationPersistence.Read(reader, kind, DataViewTypePersistence.Read(reader), annotations);
            }

            builder.AddColumn(name, type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }
}
