namespace DeepQ.Benchmarks;

/// <summary>What a picture of growth shows.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Title">What was done.</param>
/// <param name="Size">What grows.</param>
/// <param name="Time">What is measured.</param>
internal sealed record Growth(string Name, string Title, string Size, string Time);
