namespace DeepQ.Learning.Fused.Steps;

/// <summary>Where the rectifier max(0, x) after a step is applied.</summary>
internal enum Rectification
{
    /// <summary>Nowhere: the outputs are those of the network, or are normalized first.</summary>
    None,

    /// <summary>By the hidden layer that reads the outputs, because it may need how far below zero they are.</summary>
    ByReader,

    /// <summary>As the outputs are written.</summary>
    Immediate,
}
