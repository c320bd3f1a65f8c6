//! The list of what is in a function, in the form of CycloneDX 1.6. It is made from what the binary itself says, so that it is of this
//! binary and of no other, and the same for the same binary.

use auditable_serde::{DependencyKind, Package, Source, VersionInfo};
use serde_json::{Value, json};

/// The list of a binary with these contents and this hash.
pub(super) fn of(contents: &VersionInfo, sha256: &str) -> Value {
    let packages = &contents.packages;
    let own = packages.iter().find(|package| package.root);
    let own = own.map(|package| {
        let mut own = component(package);
        own["type"] = json!("application");
        own["hashes"] = json!([{"alg": "SHA-256", "content": sha256}]);
        own
    });
    let others = packages.iter().filter(|package| !package.root);
    let dependencies = packages.iter().map(|package| {
        let on = package.dependencies.iter();
        let on = on.filter_map(|index| packages.get(*index)).map(reference);
        json!({"ref": reference(package), "dependsOn": on.collect::<Vec<_>>()})
    });
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": others.map(component).collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    })
}

fn component(package: &Package) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(package),
        "name": package.name,
        "version": package.version.to_string(),
        // What only took part in the build is not in the binary.
        "scope": match package.kind {
            DependencyKind::Runtime => "required",
            DependencyKind::Build => "excluded",
        },
    });
    // Where nothing else is said, `cargo` stands for crates.io.
    if package.source == Source::CratesIo {
        component["purl"] = json!(reference(package));
    }
    component
}

/// Its package URL, or what is as unambiguous for a crate of this repository.
fn reference(package: &Package) -> String {
    let Package { name, version, .. } = package;
    match &package.source {
        Source::CratesIo => format!("pkg:cargo/{name}@{version}"),
        source => format!("{}:{name}@{version}", String::from(source.clone())),
    }
}
