namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>Attributes of nodes. The numbers of fields and types are those of onnx.proto.</summary>
internal static class OnnxAttribute
{
    internal static ProtobufMessage Create(string name, object value)
    {
        var attribute = new ProtobufMessage().Text(1, name);
        switch (value)
        {
            case long number:
                return attribute.Number(3, number).Number(20, 2);
            case float[] numbers:
                foreach (float number in numbers)
                    attribute.Single(7, number);
                return attribute.Number(20, 6);
            case long[] numbers:
                foreach (long number in numbers)
                    attribute.Number(8, number);
                return attribute.Number(20, 7);
            case string[] texts:
                foreach (string text in texts)
                    attribute.Text(9, text);
                return attribute.Number(20, 8);
            default:
                throw new ArgumentException($"An attribute cannot be a {value?.GetType()}.", nameof(value));
        }
    }
}
