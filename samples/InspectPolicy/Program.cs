using DeepQ.Onnx;

if (args is not [var path])
{
    Console.Error.WriteLine("usage: InspectPolicy FILE.onnx");
    return 2;
}

try
{
    foreach ((string name, string value) in OnnxPolicyInspector.Describe(File.ReadAllBytes(path)))
        Console.WriteLine($"{name,-26} {value}");
    return 0;
}
catch (Exception e) when (e is PolicyFormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
