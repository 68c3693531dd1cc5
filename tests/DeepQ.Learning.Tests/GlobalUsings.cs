global using DeepQ.Environments;
global using TorchSharp;
